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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when elections have been closed. What one action throws must not keep the
 * next from closing what is its own.
 */
final class WhenClosed implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	private final List<Runnable> actions;

	WhenClosed(List<Runnable> actions) {
		this.actions = List.copyOf(actions);
	}

	@Override
	public void run() {
		for (Runnable action : this.actions) {
			try {
				action.run();
			}
			catch (Throwable ex) {
				logger.error("What was to be done when the elections are closed has thrown", ex);
			}
		}
	}

}
