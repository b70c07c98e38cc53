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

package io.github.leaderelection;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class MailboxThreadTests {

	private final MailboxThread mailbox = new MailboxThread();

	private final List<String> news = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.mailbox.close();
	}

	/** Returns when everything that was posted before has been handled. */
	private Thread settle() {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.mailbox.post(() -> thread.complete(Thread.currentThread()));
		return thread.join();
	}

	@Test
	void handlesInOrderOnOneDaemonThread() {
		Thread first = settle();
		for (int i = 0; i < 100; i++) {
			String event = String.valueOf(i);
			this.mailbox.post(() -> this.news.add(event));
		}
		assertThat(settle()).isSameAs(first);
		assertThat(first.isDaemon()).isTrue();
		assertThat(first.getName()).isEqualTo("leaderelection-mailbox-1");
		assertThat(this.news).hasSize(100).startsWith("0", "1", "2").endsWith("99");
	}

	@Test
	void survivesAnEventThatThrows() {
		try (CapturedLog log = new CapturedLog()) {
			this.mailbox.post(() -> {
				throw new AssertionError("a defect");
			});
			this.mailbox.after(0, () -> {
				throw new IllegalStateException("another");
			});
			this.mailbox.post(() -> this.news.add("handled"));
			settle();
			assertThat(this.news).containsExactly("handled");
			assertThat(log.messages(Level.ERROR)).hasSize(2)
				.containsOnly("An event of an election could not be handled; its term ends with its trust");
		}
	}

	@Test
	void isItsOwnTimer() throws InterruptedException {
		CountDownLatch fired = new CountDownLatch(1);
		long start = System.nanoTime();
		this.mailbox.after(TimeUnit.MILLISECONDS.toNanos(30), fired::countDown);
		fired.await();
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
	}

	@Test
	void forgetsATimerThatIsCancelled() throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		this.mailbox.post(() -> {
			busy.countDown();
			awaitQuietly(cancelled);
		});
		busy.await();
		CountDownLatch later = new CountDownLatch(1);
		Mailbox.Alarm alarm = this.mailbox.after(0, () -> this.news.add("cancelled"));
		this.mailbox.after(1, later::countDown);
		alarm.cancel();
		cancelled.countDown();
		later.await();
		assertThat(this.news).isEmpty();
	}

	@Test
	void handlesWhatWasPostedBeforeItIsClosedAndNothingElse() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		CompletableFuture<Void> handled = new CompletableFuture<>();
		this.mailbox.post(() -> {
			begun.countDown();
			awaitQuietly(closed);
		});
		this.mailbox.post(() -> handled.complete(null));
		awaitQuietly(begun);
		this.mailbox.close();
		try (CapturedLog log = new CapturedLog()) {
			this.mailbox.post(() -> this.news.add("after"));
			this.mailbox.after(0, () -> this.news.add("timer")).cancel();
			assertThat(log.messages(Level.DEBUG)).containsExactly("The mailbox is closed; an event is dropped",
					"The mailbox is closed; a timer is dropped");
		}
		closed.countDown();
		handled.join();
		assertThat(this.news).isEmpty();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
