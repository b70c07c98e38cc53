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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether Docker answers. Testcontainers finds out as well, but takes seconds over it and
 * logs stack traces where the answer is no.
 */
final class Docker {

	/** {@code -Dleaderelection.test.docker=false} acts as if there were no Docker. */
	private static final String SWITCH = "leaderelection.test.docker";

	private static final byte[] PING = "GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int CONNECT_MILLIS = 1000;

	private Docker() {
	}

	static boolean answers() {
		return Holder.ANSWERS;
	}

	private static boolean ping() {
		if (!Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
			return false;
		}
		String host = System.getenv("DOCKER_HOST");
		if (host != null && host.startsWith("tcp://")) {
			URI uri = URI.create(host);
			return pingTcp(new InetSocketAddress(uri.getHost(), uri.getPort()));
		}
		return sockets(host).stream().anyMatch((path) -> Files.exists(path) && pingUnix(path));
	}

	private static List<Path> sockets(@Nullable String host) {
		List<Path> sockets = new ArrayList<>();
		if (host != null && host.startsWith("unix://")) {
			sockets.add(Path.of(host.substring("unix://".length())));
			return sockets;
		}
		sockets.add(Path.of("/var/run/docker.sock"));
		String runtime = System.getenv("XDG_RUNTIME_DIR");
		if (runtime != null) {
			sockets.add(Path.of(runtime, "docker.sock"));
		}
		sockets.add(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
		sockets.add(Path.of(System.getProperty("user.home"), ".docker", "desktop", "docker.sock"));
		return sockets;
	}

	private static boolean pingUnix(Path path) {
		SocketAddress address = UnixDomainSocketAddress.of(path);
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(address);
			return ping(Channels.newInputStream(channel), Channels.newOutputStream(channel));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean pingTcp(SocketAddress address) {
		try (Socket socket = new Socket()) {
			socket.connect(address, CONNECT_MILLIS);
			socket.setSoTimeout(CONNECT_MILLIS);
			return ping(socket.getInputStream(), socket.getOutputStream());
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean ping(InputStream input, OutputStream output) throws IOException {
		output.write(PING);
		String status = new String(input.readNBytes("HTTP/1.0 200".length()), StandardCharsets.US_ASCII);
		return status.startsWith("HTTP/1.") && status.endsWith("200");
	}

	private static final class Holder {

		static final boolean ANSWERS = ping();

	}

}
