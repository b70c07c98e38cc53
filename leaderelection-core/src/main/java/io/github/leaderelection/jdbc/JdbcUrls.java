/*
 * Copyright 2026 the leaderelection authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.leaderelection.jdbc;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads JDBC URLs as far as it takes to show or to bound them. */
final class JdbcUrls {

	private static final Pattern PARAMETERS = Pattern.compile("[?;#(].*", Pattern.DOTALL);

	/** Brackets hold an address as well: of several hosts, for example. */
	private static final Pattern QUERY = Pattern.compile("[?;#].*", Pattern.DOTALL);

	private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@");

	private JdbcUrls() {
	}

	/** The URL without parameters and credentials: anything in them may be a secret. */
	static String withoutSecrets(String url) {
		return CREDENTIALS.matcher(PARAMETERS.matcher(url).replaceFirst("")).replaceFirst("//");
	}

	/** Whether two URLs differ in nothing but parameters and credentials. */
	static boolean areOfOneDatabase(String url, @Nullable String other) {
		return other != null && (url.equals(other) || address(url).equals(address(other)));
	}

	private static String address(String url) {
		return CREDENTIALS.matcher(QUERY.matcher(url).replaceFirst("")).replaceFirst("//");
	}

	static boolean hasParameter(String url, String name) {
		return Pattern.compile("[?&;]" + Pattern.quote(name) + "=", Pattern.CASE_INSENSITIVE).matcher(url).find();
	}

	/** What follows {@code jdbc:}, for example {@code postgresql}. */
	static String subprotocol(String url) {
		String[] parts = url.split(":", 3);
		return (parts.length == 3 && "jdbc".equalsIgnoreCase(parts[0])) ? parts[1].toLowerCase(Locale.ROOT) : "";
	}

}
