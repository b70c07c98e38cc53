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

package io.github.leaderelection.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

/** What the measurements were made on. */
public final class Machine {

	private Machine() {
	}

	/**
	 * Describes this machine, without anything that names it.
	 * @return a sentence
	 */
	public static String describe() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return String.format(Locale.ROOT,
				"%d cores, %.0f GB of memory, %s %s (%s), JDK %s; load average at the end of the run: %.1f.",
				system.getAvailableProcessors(), system.getTotalMemorySize() / 1e9, system.getName(),
				kernel(system.getVersion()), system.getArch(), Runtime.version(), system.getSystemLoadAverage());
	}

	/** The number alone: what follows it is of no use to a reader. */
	private static String kernel(String version) {
		return version.replaceFirst("-.*", "");
	}

}
