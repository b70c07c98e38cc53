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

package io.github.leaderelection.lock;

import java.util.Optional;

/** What became of a {@link LockCall}. */
public sealed interface LockReply {

	/**
	 * The record was read.
	 *
	 * @param snapshot what was found, or empty where nobody has ever led
	 */
	record Read(Optional<LockSnapshot> snapshot) implements LockReply {
	}

	/** The write took effect. */
	record Applied() implements LockReply {
	}

	/** The condition of the write did not hold; nothing was written. */
	record Refused() implements LockReply {
	}

	/**
	 * The outcome is unknown: the call may or may not have taken effect, or may still do
	 * so.
	 *
	 * @param cause why
	 */
	record Failed(RuntimeException cause) implements LockReply {
	}

	/**
	 * The reply to a write.
	 * @param applied whether the write took effect
	 * @return {@link Applied} or {@link Refused}
	 */
	static LockReply ofWrite(boolean applied) {
		return applied ? new Applied() : new Refused();
	}

}
