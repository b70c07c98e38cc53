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

import io.github.leaderelection.LeaderElectionsBuilder;

/**
 * Has the last word on how {@link io.github.leaderelection.LeaderElections} are built.
 * Beans of this type are called once, in order, before there is any election.
 */
@FunctionalInterface
public interface LeaderElectionsCustomizer {

	/**
	 * Changes how the elections are built.
	 * @param builder has the listeners and monitors of the application already
	 */
	void customize(LeaderElectionsBuilder builder);

}
