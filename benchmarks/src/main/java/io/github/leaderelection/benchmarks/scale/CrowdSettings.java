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

package io.github.leaderelection.benchmarks.scale;

import java.util.List;

/**
 * What a process with many elections is told on its command line.
 *
 * @param url where the database is
 * @param username the user
 * @param password the password
 * @param identity what it signs with
 * @param elections how many elections there are
 */
record CrowdSettings(String url, String username, String password, String identity, int elections) {

	static CrowdSettings parse(String[] args) {
		return new CrowdSettings(args[0], args[1], args[2], args[3], Integer.parseInt(args[4]));
	}

	List<String> toArguments() {
		return List.of(this.url, this.username, this.password, this.identity, Integer.toString(this.elections));
	}

}
