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

package io.github.leaderelection.autoconfigure;

/** There is nothing that leases could be kept in. */
public class MissingResourceLockException extends LeaderElectionConfigurationException {

	private static final long serialVersionUID = 1L;

	/** Creates an exception. */
	public MissingResourceLockException() {
		super("Leader election keeps its leases in a database, and there is no DataSource.",
				"Add a DataSource (spring-boot-starter-jdbc, a driver and spring.datasource.url), "
						+ "or set leaderelection.lock=memory where a single process runs, for development and tests, "
						+ "or set leaderelection.enabled=false.");
	}

}
