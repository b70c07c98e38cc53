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

/**
 * For how long a process is known to have led in one term: it did at both of these
 * instants, and a term that has ended does not begin again.
 *
 * @param token the term
 * @param first a monotonic time at which {@code isLeader()} had been {@code true}
 * @param last a monotonic time at which it still was to be
 * @param count how often it was asked and said so
 */
public record LeaderSample(long token, long first, long last, long count) {
}
