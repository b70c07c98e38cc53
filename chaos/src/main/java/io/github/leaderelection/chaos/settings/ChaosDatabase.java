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

package io.github.leaderelection.chaos.settings;

import java.net.URI;

/**
 * The PostgreSQL database of a run: empty at first, on a server that the run may stop, by
 * a user who may do everything.
 */
public interface ChaosDatabase extends AutoCloseable {

	/**
	 * Where it is.
	 * @return the URL, which stays the same when the server is restarted
	 */
	String jdbcUrl();

	/**
	 * Its user.
	 * @return the name
	 */
	String username();

	/**
	 * The user's password.
	 * @return the password
	 */
	String password();

	/** Stops the server, which closes all connections, and waits until it is gone. */
	void stop();

	/** Starts the server after a stop and waits until it answers. */
	void start();

	/** Freezes the server: connections stay, and nothing is answered any more. */
	void freeze();

	/** Lets a frozen server go on. */
	void wake();

	/** Removes the database. */
	@Override
	void close();

	/**
	 * Where the server listens on the loopback interface.
	 * @return the port
	 */
	default int port() {
		return URI.create(jdbcUrl().substring("jdbc:".length())).getPort();
	}

}
