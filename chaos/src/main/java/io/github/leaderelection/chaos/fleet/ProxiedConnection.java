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

package io.github.leaderelection.chaos.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection through a {@link TcpProxy}, with a thread for each direction. */
final class ProxiedConnection {

	private static final Logger logger = LoggerFactory.getLogger(ProxiedConnection.class);

	private static final int BUFFER = 16 * 1024;

	private final TcpProxy proxy;

	private final Socket client;

	private final Socket upstream;

	ProxiedConnection(TcpProxy proxy, Socket client, Socket upstream) {
		this.proxy = proxy;
		this.client = client;
		this.upstream = upstream;
	}

	void start() {
		TcpProxy.daemon("proxy-requests", () -> pump(this.client, this.upstream, Direction.REQUESTS));
		TcpProxy.daemon("proxy-replies", () -> pump(this.upstream, this.client, Direction.REPLIES));
	}

	private void pump(Socket from, Socket to, Direction direction) {
		byte[] buffer = new byte[BUFFER];
		try {
			OutputStream output = to.getOutputStream();
			int count;
			do {
				count = from.getInputStream().read(buffer);
				// The end of a connection waits as well: it is only news from the other
				// side.
				this.proxy.gate(direction).pass();
				if (count > 0) {
					output.write(buffer, 0, count);
				}
			}
			while (count >= 0);
			to.shutdownOutput();
		}
		catch (IOException ex) {
			logger.trace("A connection has ended", ex);
			end();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			end();
		}
		if (direction == Direction.REPLIES) {
			end();
		}
	}

	/** In order, so that what was written before still arrives. */
	private void end() {
		this.proxy.forget(this);
		close(this.client);
		close(this.upstream);
	}

	void reset() {
		linger(this.client);
		linger(this.upstream);
		end();
	}

	/** Makes a close send a reset. */
	private static void linger(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			logger.trace("A connection has ended before", ex);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			logger.trace("Could not close a connection", ex);
		}
	}

}
