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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are started, stopped and started again on one. They are below
 * those that systems hand out by themselves, so that nobody else is given one meanwhile.
 */
public final class FreePort {

	private static final int FIRST = 20_000;

	private static final int COUNT = 10_000;

	/** Other JVMs begin elsewhere. */
	private static final AtomicInteger next = new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

	private FreePort() {
	}

	/**
	 * A port that is free now, and that this JVM is not given again.
	 * @return the port, on the loopback interface
	 */
	public static int next() {
		for (int tried = 0; tried < COUNT; tried++) {
			int port = FIRST + next.getAndIncrement() % COUNT;
			try (ServerSocket socket = new ServerSocket()) {
				socket.bind(new InetSocketAddress("127.0.0.1", port));
				return port;
			}
			catch (IOException ex) {
				// somebody has it
			}
		}
		throw new IllegalStateException("None of " + COUNT + " ports is free");
	}

}
