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

import java.time.Duration;

/**
 * A record as it stood at one instant.
 *
 * @param record the record
 * @param version changes with every write
 * @param age how long ago the record was renewed by the store's own clock, both times
 * taken by the store, so that no two clocks are compared; never negative
 */
public record LockSnapshot(LeaderElectionRecord record, long version, Duration age) {
}
