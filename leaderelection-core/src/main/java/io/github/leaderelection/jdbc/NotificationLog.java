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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of notifications once an outage, however often it is tried to mend it. */
final class NotificationLog {

	private static final Logger logger = LoggerFactory.getLogger(NotificationLog.class);

	private static final String MEANWHILE = "followers look regularly meanwhile, and take over later after a release";

	/** The property of the starter, and what stands for it without Spring. */
	private static final String SWITCH = "leaderelection.jdbc.notifications=off "
			+ "(without Spring: JdbcLockFactory.Builder.notifications(false))";

	private final String channel;

	private boolean told;

	NotificationLog(String channel) {
		this.channel = channel;
	}

	void listening() {
		if (this.told) {
			logger.info("Notifications arrive again: channel={}", this.channel);
		}
		else {
			logger.debug("Listening for notifications: channel={}", this.channel);
		}
		this.told = false;
	}

	void interrupted(Exception cause) {
		if (this.told) {
			logger.debug("Still no notifications: channel={}", this.channel, cause);
			return;
		}
		this.told = true;
		logger.info("Notifications are interrupted, {}; trying again: channel={} error={}", MEANWHILE, this.channel,
				cause.getMessage());
	}

	void deaf(Exception cause) {
		if (this.told) {
			logger.debug("Still no notifications: channel={}", this.channel, cause);
			return;
		}
		this.told = true;
		logger.warn(
				"Notifications do not arrive: {}. A proxy such as PgBouncer in transaction mode swallows LISTEN; {}. "
						+ "Set {}, or give leader election a DataSource that goes to the server directly: channel={}",
				cause.getMessage(), MEANWHILE, SWITCH, this.channel);
	}

	void unsupported(Exception cause) {
		logger.info(
				"No notifications: the driver is not PostgreSQL's own, which alone can wait for them; {}. "
						+ "Set {} to leave it at that: channel={} driver={}",
				MEANWHILE, SWITCH, this.channel, cause.getMessage());
	}

	void untested(Exception cause) {
		logger.debug("Could not test whether notifications arrive: channel={}", this.channel, cause);
	}

}
