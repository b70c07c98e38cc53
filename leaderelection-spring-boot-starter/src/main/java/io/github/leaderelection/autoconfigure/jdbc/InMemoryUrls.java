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

package io.github.leaderelection.autoconfigure.jdbc;

import java.util.regex.Pattern;

import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** URLs of databases that last no longer than the connections to them. */
final class InMemoryUrls {

	private static final Logger logger = LoggerFactory.getLogger(InMemoryUrls.class);

	private static final Pattern IN_MEMORY = Pattern.compile("jdbc:h2:mem:.*", Pattern.CASE_INSENSITIVE);

	private static final Pattern PRIVATE = Pattern.compile("jdbc:h2:mem:(;.*)?", Pattern.CASE_INSENSITIVE);

	private InMemoryUrls() {
	}

	static boolean isInMemory(@Nullable String url) {
		return url != null && IN_MEMORY.matcher(url).matches();
	}

	/**
	 * Warns where leases are in the memory of this process, as by default with H2 and no
	 * URL: each instance leads there.
	 * @param url where the leases are
	 */
	static void warn(@Nullable String url) {
		if (isInMemory(url)) {
			logger.warn(
					"The leases are in the memory of this process, so that each instance leads: {}. For more than one "
							+ "instance set spring.datasource.url to a database that they share",
					url);
		}
	}

	/** Refuses a database that no second connection can reach. */
	static void refusePrivate(@Nullable String url) {
		if (url != null && PRIVATE.matcher(url).matches()) {
			throw new LeaderElectionConfigurationException(
					"Leader election keeps its leases in a database, and each connection to 'jdbc:h2:mem:' is to a database of its own.",
					"Name the database, as in jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1, or set leaderelection.lock=memory.");
		}
	}

}
