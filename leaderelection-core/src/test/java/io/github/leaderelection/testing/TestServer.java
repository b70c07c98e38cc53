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

package io.github.leaderelection.testing;

/**
 * A database server of this JVM, listening on the loopback interface. It is shared: a
 * test that stops or pauses it must bring it back.
 */
public interface TestServer {

	/**
	 * Where a database of it is.
	 * @param database the name of the database
	 * @return its URL, which stays the same when the server is restarted
	 */
	String jdbcUrl(String database);

	/**
	 * The name of the administrator.
	 * @return a user who may do everything
	 */
	String username();

	/**
	 * The administrator's password.
	 * @return the password
	 */
	String password();

	/** Stops the server, which closes all connections, and waits until it is gone. */
	void stop();

	/** Starts the server after a stop and waits until it answers. */
	void start();

	/** Freezes the server: connections stay, and nothing is answered any more. */
	void pause();

	/** Lets a paused server go on. */
	void resume();

	/**
	 * What the server has logged since it was first started.
	 * @return the text so far
	 */
	String log();

}
