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

package io.github.leaderelection.benchmarks.contestant;

/** One process's part in some elections, by whatever means. */
interface Contestant {

	/** Takes part in all elections. Can be called again after a stop. */
	void start();

	/** Gives up what is led, in whatever order the means have, and takes part no more. */
	void stop();

	/**
	 * Whether this process would say that it leads.
	 * @return what it says of the first election
	 */
	boolean isLeader();

}
