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

package io.github.leaderelection.chaos.instance;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the fleet tells an instance.
 *
 * @param name what its files are called
 * @param directory where it leaves them
 * @param fence whether its fenced transactions are fenced: {@code false} is a control
 * @param writers whether it writes by itself, or on command only
 */
@ConfigurationProperties("chaos.instance")
record InstanceProperties(String name, Path directory, boolean fence, boolean writers) {

	Path file(String extension) {
		return this.directory.resolve(this.name + extension);
	}

}
