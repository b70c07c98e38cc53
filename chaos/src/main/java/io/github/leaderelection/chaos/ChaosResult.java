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

package io.github.leaderelection.chaos;

import java.util.List;
import java.util.Map;

import io.github.leaderelection.chaos.check.Evidence;
import io.github.leaderelection.chaos.check.Takeovers;
import io.github.leaderelection.chaos.check.Violation;
import io.github.leaderelection.chaos.fault.Disturbance;
import io.github.leaderelection.chaos.fault.FaultKind;
import io.github.leaderelection.chaos.settings.ChaosSettings;

/**
 * What came of a run.
 *
 * @param settings what was asked for
 * @param evidence what it has left behind
 * @param disturbances the faults that happened
 * @param skipped the faults that did not, because their target was taken
 * @param takeovers how long nobody held the lease
 * @param violations what is wrong; empty where every rule held
 * @param databaseVersion the version of the server
 */
public record ChaosResult(ChaosSettings settings, Evidence evidence, List<Disturbance> disturbances,
		Map<FaultKind, Integer> skipped, Takeovers takeovers, List<Violation> violations, String databaseVersion) {
}
