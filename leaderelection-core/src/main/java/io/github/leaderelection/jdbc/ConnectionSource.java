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

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Where the connection for a call comes from. Used by one thread at a time. */
interface ConnectionSource {

	/**
	 * Hands out a connection in autocommit mode that may write.
	 * @param timeout bounds what the connection waits for on the network
	 * @param lockWait how long the server may wait for a row
	 */
	Connection take(Duration timeout, Duration lockWait) throws SQLException;

	/**
	 * How long a statement on the connection may take, as a query timeout. A driver ends
	 * it by asking the server to, and waits for that as well.
	 */
	int querySeconds(Duration timeout);

	/**
	 * Whether its sessions have the dialect's settings, so that the server ends one whose
	 * client has vanished in the middle of a transaction.
	 */
	boolean appliesSettings();

	/**
	 * Takes a connection back.
	 * @param intact {@code false} where a call failed on it
	 */
	void giveBack(Connection connection, boolean intact);

	/** Closes what is held, in between calls. */
	void close();

	/** Cuts off what is held. Called by another thread, in the middle of a call. */
	void abort();

}
