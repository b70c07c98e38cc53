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

package io.github.leaderelection.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the identity of this instance: a name and a random part, which is always added
 * since two processes must never share one and a name set by hand often is.
 */
class CandidateIdentity {

	private static final String PROPERTY = "leaderelection.identity";

	private static final int RANDOM_BYTES = 4;

	private static final Pattern RANDOM_PART = Pattern.compile("_[0-9a-f]{" + 2 * RANDOM_BYTES + "}$");

	private final Supplier<String> hostName;

	private final RandomGenerator random;

	CandidateIdentity() {
		this(() -> hostName(System.getenv(), CandidateIdentity::resolveHostName), new SecureRandom());
	}

	CandidateIdentity(Supplier<String> hostName, RandomGenerator random) {
		this.hostName = hostName;
		this.random = random;
	}

	String create(@Nullable String configured) {
		byte[] bytes = new byte[RANDOM_BYTES];
		this.random.nextBytes(bytes);
		return ((configured != null) ? configured : this.hostName.get()) + "_" + HexFormat.of().formatHex(bytes);
	}

	/**
	 * Tells of a violation that names the identity which part of it a user can shorten.
	 * @param violation a sentence
	 * @param identity the identity
	 * @return the sentence, with the property and the lengths of both parts
	 */
	static String explain(String violation, String identity) {
		if (!violation.contains("'" + identity + "'") || !RANDOM_PART.matcher(identity).find()) {
			return violation;
		}
		int random = 1 + 2 * RANDOM_BYTES;
		return (violation.startsWith(PROPERTY) ? violation : PROPERTY + ": " + violation)
				+ " (%d of the name, and %d of the random part that is always added)"
					.formatted(identity.length() - random, random);
	}

	/**
	 * The name of the host: from the environment where containers and Windows put it,
	 * since asking for it may take a look-up that hangs.
	 * @param environment the environment variables
	 * @param lookUp asks for it
	 * @return a name, not blank
	 */
	static String hostName(Map<String, String> environment, Supplier<@Nullable String> lookUp) {
		for (String variable : new String[] { "HOSTNAME", "COMPUTERNAME" }) {
			String name = environment.get(variable);
			if (StringUtils.hasText(name)) {
				return name.trim();
			}
		}
		String name = lookUp.get();
		return StringUtils.hasText(name) ? name : "localhost";
	}

	private static @Nullable String resolveHostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
