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

package io.github.leaderelection.chaos.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of {@code isLeader()} of one process, one slot a term, in a file that is
 * mapped: a thousand samples a second cost no system call, and a killed process loses
 * none. Written by one thread.
 */
public final class LeaderSamples {

	private static final int SLOT = 4 * Long.BYTES;

	private static final int SLOTS = 2048;

	private final MappedByteBuffer slots;

	private int slot = -1;

	private long token;

	private LeaderSamples(MappedByteBuffer slots) {
		this.slots = slots;
	}

	/**
	 * Creates the file.
	 * @param file where
	 * @return empty samples
	 */
	public static LeaderSamples create(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			MappedByteBuffer slots = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) SLOTS * SLOT);
			slots.order(ByteOrder.nativeOrder());
			return new LeaderSamples(slots);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Notes that {@code isLeader()} was {@code true} at some moment between two.
	 * @param token the term
	 * @param before the monotonic time before it was asked
	 * @param after the monotonic time after it had answered
	 */
	public void add(long token, long before, long after) {
		if (token != this.token) {
			this.slot++;
			this.token = token;
			// The later end of the first and the earlier of the last: known, not guessed.
			this.slots.putLong(at(1), after);
			this.slots.putLong(at(2), before);
			// Last, for the slot counts from here on.
			this.slots.putLong(at(0), token);
		}
		this.slots.putLong(at(2), before);
		this.slots.putLong(at(3), this.slots.getLong(at(3)) + 1);
	}

	private int at(int field) {
		return this.slot * SLOT + field * Long.BYTES;
	}

	/**
	 * Reads the samples of a process, which may still run.
	 * @param file where they are
	 * @return one a term, in their order
	 */
	public static List<LeaderSample> read(Path file) {
		List<LeaderSample> samples = new ArrayList<>();
		try {
			ByteBuffer slots = ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
			slots.order(ByteOrder.nativeOrder());
			while (slots.remaining() >= SLOT) {
				LeaderSample sample = new LeaderSample(slots.getLong(), slots.getLong(), slots.getLong(),
						slots.getLong());
				if (sample.token() == 0) {
					break;
				}
				samples.add(sample);
			}
			return samples;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
