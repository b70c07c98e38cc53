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

import io.github.leaderelection.election.RevocationReason;

/** Writes down what a monitor is told of terms. */
record RecordingMonitor(List<String> news) implements ElectionMonitor {

	@Override
	public void termStarted(String electionName, long fencingToken) {
		this.news.add("monitor: started " + fencingToken);
	}

	@Override
	public void termEnded(String electionName, long fencingToken, RevocationReason reason) {
		this.news.add("monitor: ended " + fencingToken + " " + reason);
	}

	@Override
	public void workOverran(String electionName, long fencingToken) {
		this.news.add("monitor: overran " + fencingToken);
	}

}
