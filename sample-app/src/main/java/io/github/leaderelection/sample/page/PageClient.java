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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A browser that watches. Written to by one thread at a time and never by the caller's: a
 * browser that does not read holds up nobody but itself, and misses what was overtaken by
 * newer news.
 */
final class PageClient {

	private final SseEmitter emitter;

	private final Executor writers;

	private final AtomicReference<@Nullable Message> newest = new AtomicReference<>();

	private final AtomicBoolean writing = new AtomicBoolean();

	PageClient(SseEmitter emitter, Executor writers) {
		this.emitter = emitter;
		this.writers = writers;
	}

	void offer(String event, String data) {
		offer(new Message(event, data, false));
	}

	/** Says goodbye; nothing may be offered after that. */
	void finish() {
		offer(new Message("bye", "", true));
	}

	private void offer(Message message) {
		this.newest.set(message);
		if (this.writing.compareAndSet(false, true)) {
			this.writers.execute(this::write);
		}
	}

	private void write() {
		try {
			Message message = this.newest.getAndSet(null);
			if (message != null) {
				send(message);
			}
		}
		finally {
			this.writing.set(false);
		}
		if (this.newest.get() != null && this.writing.compareAndSet(false, true)) {
			this.writers.execute(this::write);
		}
	}

	private void send(Message message) {
		try {
			this.emitter.send(SseEmitter.event().name(message.event()).data(message.data(), MediaType.TEXT_PLAIN));
			if (message.last()) {
				this.emitter.complete();
			}
		}
		catch (IOException | IllegalStateException ex) {
			// It is gone. The servlet container ends the request and so forgets it.
		}
	}

	/**
	 * What is sent.
	 *
	 * @param event the kind
	 * @param data the content, one line
	 * @param last whether the stream ends with it
	 */
	private record Message(String event, String data, boolean last) {

	}

}
