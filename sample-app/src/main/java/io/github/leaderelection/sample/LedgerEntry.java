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

package io.github.leaderelection.sample;

import java.time.Instant;

/**
 * A row of the ledger.
 *
 * @param id its place, in the order of writing
 * @param instance who wrote it
 * @param fencingToken the term in which it was written
 * @param writtenAt when, by the database's clock
 */
public record LedgerEntry(long id, String instance, long fencingToken, Instant writtenAt) {

}
