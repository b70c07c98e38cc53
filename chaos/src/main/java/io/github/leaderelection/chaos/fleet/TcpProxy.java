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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network between one instance and the database, on the loopback interface, that can be
 * broken. What is stalled is not lost: it arrives late, even where the sender has given
 * up by then, as a packet that was sent again would.
 */
public final class TcpProxy implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TcpProxy.class);

	private static final int CONNECT_MILLIS = 2000;

	private final InetSocketAddress target;

	private final ServerSocket server;

	private final Map<Direction, Gate> gates = new EnumMap<>(Direction.class);

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private volatile boolean refusing;

	/**
	 * Starts a proxy on a free port.
	 * @param targetPort where the database listens on the loopback interface
	 */
	public TcpProxy(int targetPort) {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		this.target = new InetSocketAddress(loopback, targetPort);
		for (Direction direction : Direction.values()) {
			this.gates.put(direction, new Gate());
		}
		try {
			this.server = new ServerSocket(0, 0, loopback);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		daemon("proxy-" + port(), this::accept);
	}

	/**
	 * Where it listens.
	 * @return the port
	 */
	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Keeps bytes back, on connections that stand and on new ones.
	 * @param direction which way they go
	 */
	public void stall(Direction direction) {
		gate(direction).set(false);
	}

	/**
	 * Delivers what was kept back, and all that follows.
	 * @param direction which way it goes
	 */
	public void flow(Direction direction) {
		gate(direction).set(true);
	}

	/** Ends all connections with a reset, towards both sides. */
	public void reset() {
		this.connections.forEach(ProxiedConnection::reset);
	}

	/**
	 * Resets new connections at once, or serves them again.
	 * @param refusing which
	 */
	public void refuse(boolean refusing) {
		this.refusing = refusing;
	}

	Gate gate(Direction direction) {
		Gate gate = this.gates.get(direction);
		if (gate == null) {
			throw new IllegalStateException("There is no gate for " + direction);
		}
		return gate;
	}

	void forget(ProxiedConnection connection) {
		this.connections.remove(connection);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				daemon("proxy-connect-" + port(), () -> serve(client));
			}
			catch (IOException ex) {
				logger.debug("The proxy on port {} accepts no more", port(), ex);
			}
		}
	}

	private void serve(Socket client) {
		Socket upstream = new Socket();
		ProxiedConnection connection = new ProxiedConnection(this, client, upstream);
		try {
			if (this.refusing) {
				connection.reset();
				return;
			}
			client.setTcpNoDelay(true);
			upstream.setTcpNoDelay(true);
			// before there is anything to be seen of it: a reset must not pass it by
			this.connections.add(connection);
			upstream.connect(this.target, CONNECT_MILLIS);
			if (this.server.isClosed() || this.refusing) {
				connection.reset();
			}
			connection.start();
		}
		catch (IOException ex) {
			logger.debug("The database does not answer", ex);
			connection.reset();
		}
	}

	static void daemon(String name, Runnable action) {
		Thread thread = new Thread(action, name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		reset();
		this.gates.values().forEach((gate) -> gate.set(true));
	}

}
