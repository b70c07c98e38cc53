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

import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.ResourceLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch that a candidate keeps over its record while it takes part. Belongs to the
 * mailbox.
 */
final class RecordWatch {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	private final ResourceLock lock;

	private final Runnable hint;

	private @Nullable LockWatch watch;

	RecordWatch(ResourceLock lock, Runnable hint) {
		this.lock = lock;
		this.hint = hint;
	}

	/** Begins or ends the watch; does nothing where that has been done. */
	void keep(boolean wanted) {
		LockWatch begun = this.watch;
		if (wanted && begun == null) {
			this.watch = begin();
		}
		else if (!wanted && begun != null) {
			this.watch = null;
			end(begun);
		}
	}

	/** A lock is foreign code; without hints a candidate looks regularly. */
	private LockWatch begin() {
		try {
			return this.lock.watch(this.hint);
		}
		catch (RuntimeException ex) {
			logger.warn("The lock cannot be watched; changes are seen when the candidate looks: election={} lock={}",
					this.lock.electionName(), this.lock.describe(), ex);
			return LockWatch.none();
		}
	}

	private void end(LockWatch begun) {
		try {
			begun.close();
		}
		catch (RuntimeException ex) {
			logger.debug("The watch over a lock did not end in order: election={}", this.lock.electionName(), ex);
		}
	}

}
