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

package io.github.leaderelection.benchmarks.contestant;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tells of events on the standard output, at once: the process may be killed next. */
class EventPrinter {

	private final FileOutputStream output = new FileOutputStream(FileDescriptor.out);

	private final Duration block;

	EventPrinter(Duration block) {
		this.block = block;
	}

	/** A listener's news, and the listener that may block. */
	void granted(String election) {
		print(ContestantEvent.now(EventKind.GRANTED, election));
		long end = System.nanoTime() + this.block.toNanos();
		// Not interruptible: a listener that waits for a server that does not answer.
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(10)));
		}
	}

	void revoked(String election) {
		print(ContestantEvent.now(EventKind.REVOKED, election));
	}

	void print(EventKind kind, String detail) {
		print(ContestantEvent.now(kind, detail));
	}

	void print(ContestantEvent event) {
		byte[] line = (event.toLine() + "\n").getBytes(StandardCharsets.UTF_8);
		try {
			synchronized (this.output) {
				this.output.write(line);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
