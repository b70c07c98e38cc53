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

package io.github.leaderelection.chaos.fleet;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.chaos.instance.ChaosInstance;
import io.github.leaderelection.chaos.settings.ChaosDatabase;
import io.github.leaderelection.chaos.settings.ChaosSettings;

/**
 * How a process is started: with this one's own class path.
 *
 * @param settings the run
 * @param database the database that the proxies lead to
 * @param directory where processes leave their files
 */
record LaunchPlan(ChaosSettings settings, ChaosDatabase database, Path directory) {

	/** Small, quick to start, and quiet: there are up to five on two cores. */
	private static final List<String> JVM = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-XX:-UsePerfData");

	/** Bounds of the application's own connections, in seconds. */
	private static final String BOUNDS = "?connectTimeout=2&socketTimeout=5&ApplicationName=";

	List<String> command(String process, String instance, int proxyPort) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM);
		command.add("-cp");
		command.add(classPath());
		command.add(ChaosInstance.class.getName());
		String url = this.database.jdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + proxyPort + "/");
		argument(command, "spring.datasource.url", url + BOUNDS + process);
		argument(command, "spring.datasource.username", this.database.username());
		argument(command, "spring.datasource.password", this.database.password());
		argument(command, "leaderelection.identity", instance);
		argument(command, "leaderelection.lease-duration", this.settings.timings().lease().toMillis() + "ms");
		argument(command, "leaderelection.renew-deadline", this.settings.timings().renewDeadline().toMillis() + "ms");
		argument(command, "leaderelection.retry-period", this.settings.timings().retryPeriod().toMillis() + "ms");
		argument(command, "chaos.instance.name", process);
		argument(command, "chaos.instance.directory", this.directory.toString());
		argument(command, "chaos.instance.fence", String.valueOf(this.settings.fence()));
		argument(command, "chaos.instance.writers", String.valueOf(this.settings.writers()));
		return command;
	}

	private String classPath() {
		String own = System.getProperty("java.class.path");
		Path broken = this.settings.brokenClasses();
		return (broken != null) ? broken + File.pathSeparator + own : own;
	}

	private static void argument(List<String> command, String name, String value) {
		command.add("--" + name + "=" + value);
	}

}
