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

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Beginnings and ends of methods at which a thread dawdles: a few, drawn by a seed, each
 * every now and then. The thread of the tests never does, so that all others come later
 * than it expects.
 */
public final class SlowPlaces {

	/** Which seed, where delays are wanted. */
	static final String PROPERTY = "leaderelection.delays.seed";

	private static final long SEED = Long.getLong(PROPERTY, 0);

	private static final int PER_MILLE = 40;

	private static final long DELAY = Duration.ofMillis(40).toNanos();

	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	private static final ConcurrentMap<String, AtomicLong> delayed = new ConcurrentHashMap<>();

	private SlowPlaces() {
	}

	/**
	 * Called by the methods that {@link InjectedDelays} has rewritten.
	 * @param place which it is
	 */
	public static void pass(String place) {
		if (isSlow(place) && !Thread.currentThread().getName().equals("main") && isDue(place, System.nanoTime())) {
			dawdle(ThreadLocalRandom.current().nextLong(DELAY / 4, DELAY));
		}
	}

	private static boolean isSlow(String place) {
		long mixed = (place.hashCode() + SEED * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
		return Math.floorMod(mixed ^ (mixed >>> 31), 1000) < PER_MILLE;
	}

	/** Not each time: a loop would come to a standstill. */
	private static boolean isDue(String place, long now) {
		AtomicLong last = delayed.computeIfAbsent(place, (key) -> new AtomicLong(now - PAUSE));
		long seen = last.get();
		return now - seen >= PAUSE && last.compareAndSet(seen, now);
	}

	private static void dawdle(long nanos) {
		long end = System.nanoTime() + nanos;
		boolean interrupted = false;
		for (long left = nanos; left > 0; left = end - System.nanoTime()) {
			interrupted |= Thread.interrupted();
			LockSupport.parkNanos(left);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
