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

package io.github.leaderelection.sample.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class PageClientTests {

	private final ExecutorService writers = Executors.newCachedThreadPool();

	@AfterEach
	void close() {
		this.writers.shutdownNow();
	}

	@Test
	void whoDoesNotReadHoldsUpNobodyAndGetsTheNewestAfterwards() throws Exception {
		RecordingEmitter stalled = new RecordingEmitter();
		PageClient client = new PageClient(stalled, this.writers);
		client.offer("state", "1");
		stalled.entered.await();
		// These return, although the write does not.
		client.offer("state", "2");
		client.offer("state", "3");
		stalled.open.countDown();
		Awaitility.await().until(() -> stalled.sent.size() == 2);
		assertThat(stalled.sent).containsExactly("event:state\ndata:1\n\n", "event:state\ndata:3\n\n");
	}

	@Test
	void theEndIsToldAndEndsTheStream() {
		RecordingEmitter emitter = new RecordingEmitter();
		emitter.open.countDown();
		PageClient client = new PageClient(emitter, this.writers);
		client.finish();
		Awaitility.await().until(() -> emitter.completed);
		assertThat(emitter.sent).containsExactly("event:bye\ndata:\n\n");
	}

	@Test
	void whoIsGoneIsNoError() {
		List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
		PageClient client = new PageClient(new SseEmitter() {
			@Override
			public void send(SseEventBuilder builder) throws IOException {
				throw new IOException("Broken pipe");
			}
		}, (write) -> {
			try {
				write.run();
			}
			catch (RuntimeException ex) {
				thrown.add(ex);
			}
		});
		client.offer("state", "1");
		client.offer("state", "2");
		assertThat(thrown).isEmpty();
	}

	/** Writes when it is allowed to. */
	private static final class RecordingEmitter extends SseEmitter {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch open = new CountDownLatch(1);

		final List<String> sent = Collections.synchronizedList(new ArrayList<>());

		volatile boolean completed;

		@Override
		public void send(SseEventBuilder builder) throws IOException {
			this.entered.countDown();
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			Set<DataWithMediaType> parts = builder.build();
			this.sent.add(parts.stream().map((part) -> part.getData().toString()).collect(Collectors.joining()));
		}

		@Override
		public void complete() {
			this.completed = true;
		}

	}

}
