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

package io.github.leaderelection.chaos.check;

import java.util.List;
import java.util.stream.Stream;

import io.github.leaderelection.chaos.fleet.ChaosProcess;
import io.github.leaderelection.chaos.fleet.ProcessEnd;
import io.github.leaderelection.chaos.log.LeaderSample;
import io.github.leaderelection.chaos.log.LogEntry;
import io.github.leaderelection.chaos.log.LogEvent;

/**
 * What one process has left behind.
 *
 * @param name its name
 * @param end how it ended
 * @param log what it noted
 * @param samples when it is known to have led
 */
public record ProcessEvidence(String name, ProcessEnd end, List<LogEntry> log, List<LeaderSample> samples) {

	/**
	 * Reads what a process has left behind.
	 * @param process the process
	 * @return the evidence
	 */
	public static ProcessEvidence of(ChaosProcess process) {
		return new ProcessEvidence(process.name(), process.end(), process.log(), process.samples());
	}

	/**
	 * What it noted of one kind.
	 * @param event the kind
	 * @return in its order
	 */
	public Stream<LogEntry> noted(LogEvent event) {
		return this.log.stream().filter((entry) -> entry.event() == event);
	}

	String instance() {
		return this.name.substring(0, this.name.indexOf('-'));
	}

}
