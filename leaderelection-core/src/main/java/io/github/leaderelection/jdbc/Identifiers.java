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

import java.util.regex.Pattern;

/** What fits into the table, and what may be its name. */
final class Identifiers {

	static final int MAX_ELECTION_NAME_LENGTH = 128;

	static final int MAX_IDENTITY_LENGTH = 255;

	private static final Pattern TABLE_NAME = Pattern
		.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62})?");

	private Identifiers() {
	}

	static String checkTableName(String tableName) {
		if (!TABLE_NAME.matcher(tableName).matches()) {
			throw new IllegalArgumentException("The table name '" + tableName
					+ "' is no identifier: it must be 'table' or 'schema.table', each of letters a-z, digits and underscores,"
					+ " not starting with a digit and at most 63 characters long");
		}
		return tableName;
	}

	static String checkElectionName(String name) {
		return check("election name", name, MAX_ELECTION_NAME_LENGTH);
	}

	static String checkIdentity(String identity) {
		return check("identity", identity, MAX_IDENTITY_LENGTH);
	}

	private static String check(String what, String value, int maxLength) {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("The " + what + " must not be empty");
		}
		// In UTF-16 units, as H2 counts; the other databases count code points, which are
		// fewer.
		if (value.length() > maxLength) {
			throw new IllegalArgumentException("The " + what + " '" + value + "' has " + value.length()
					+ " characters; its column holds " + maxLength);
		}
		if (value.codePoints().anyMatch(Identifiers::isUnstorable)) {
			throw new IllegalArgumentException("The " + what + " '" + value
					+ "' has a null character or half of a surrogate pair, which not every database can store");
		}
		return value;
	}

	private static boolean isUnstorable(int codePoint) {
		return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
	}

}
