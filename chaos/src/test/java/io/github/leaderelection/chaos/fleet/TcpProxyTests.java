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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TcpProxyTests {

	private static final int LONG = 10_000;

	private static final int SHORT = 200;

	private ServerSocket server;

	private TcpProxy proxy;

	private Socket client;

	private Socket served;

	@BeforeEach
	void connect() throws IOException {
		this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		this.proxy = new TcpProxy(this.server.getLocalPort());
		this.client = new Socket(InetAddress.getLoopbackAddress(), this.proxy.port());
		this.served = this.server.accept();
		this.client.setSoTimeout(LONG);
		this.served.setSoTimeout(LONG);
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.served.close();
		this.proxy.close();
		this.server.close();
	}

	@Test
	void passesBothWays() throws IOException {
		this.client.getOutputStream().write('a');
		assertThat(this.served.getInputStream().read()).isEqualTo('a');
		this.served.getOutputStream().write('b');
		assertThat(this.client.getInputStream().read()).isEqualTo('b');
	}

	@Test
	void stallsRequestsAndNotReplies() throws IOException {
		this.proxy.stall(Direction.REQUESTS);
		assertThatOneWayStalls(this.client, this.served);
		this.proxy.flow(Direction.REQUESTS);
		assertThat(this.served.getInputStream().read()).isEqualTo('x');
	}

	@Test
	void stallsRepliesAndNotRequests() throws IOException {
		this.proxy.stall(Direction.REPLIES);
		assertThatOneWayStalls(this.served, this.client);
		this.proxy.flow(Direction.REPLIES);
		assertThat(this.client.getInputStream().read()).isEqualTo('x');
	}

	private void assertThatOneWayStalls(Socket from, Socket to) throws IOException {
		from.getOutputStream().write('x');
		to.setSoTimeout(SHORT);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> to.getInputStream().read());
		to.setSoTimeout(LONG);
		to.getOutputStream().write('y');
		assertThat(from.getInputStream().read()).isEqualTo('y');
	}

	@Test
	void deliversLateWhatASenderSentThatIsGone() throws IOException {
		this.proxy.stall(Direction.REQUESTS);
		this.client.getOutputStream().write('x');
		this.client.close();
		this.proxy.flow(Direction.REQUESTS);
		assertThat(this.served.getInputStream().read()).isEqualTo('x');
		assertThat(this.served.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void resetsBothSides() {
		this.proxy.reset();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> this.client.getInputStream().read());
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> this.served.getInputStream().read());
	}

	@Test
	void refusesNewConnectionsAndServesThemAgain() throws IOException {
		this.proxy.refuse(true);
		try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), this.proxy.port())) {
			refused.setSoTimeout(LONG);
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> refused.getInputStream().read());
		}
		this.proxy.refuse(false);
		try (Socket again = new Socket(InetAddress.getLoopbackAddress(), this.proxy.port());
				Socket accepted = this.server.accept()) {
			again.getOutputStream().write('a');
			assertThat(accepted.getInputStream().read()).isEqualTo('a');
		}
	}

}
