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

package io.github.leaderelection.chaos.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * What a run is.
 *
 * @param seed what faults are chosen from
 * @param duration for how long there are faults
 * @param instances how many instances there are
 * @param timings the timings of their election
 * @param fence whether fenced transactions are fenced; {@code false} is a control
 * @param writers whether instances write by themselves, or on command only
 * @param brokenClasses classes that take the place of the library's, for a control
 * @param output where files are left
 */
public record ChaosSettings(long seed, Duration duration, int instances, ChaosTimings timings, boolean fence,
		boolean writers, @Nullable Path brokenClasses, Path output) {

	private static final int FEWEST_INSTANCES = 3;

	private static final int MOST_INSTANCES = 5;

	/**
	 * The run that the system properties {@code chaos.seed}, {@code chaos.duration},
	 * {@code chaos.instances} and {@code chaos.output} ask for.
	 * @return the settings
	 */
	public static ChaosSettings fromSystemProperties() {
		long seed = Long.getLong("chaos.seed", 1);
		Duration duration = DurationStyle.detectAndParse(System.getProperty("chaos.duration", "90s"));
		int instances = Integer.getInteger("chaos.instances",
				new SplittableRandom(seed).nextInt(FEWEST_INSTANCES, MOST_INSTANCES + 1));
		return new ChaosSettings(seed, duration, instances, ChaosTimings.DEFAULT, true, true, null,
				Path.of(System.getProperty("chaos.output", "target")));
	}

	/**
	 * A fleet for a script: nothing happens but what the script tells it, so that a
	 * leader that is frozen is frozen where the script wants it, and not with a fence in
	 * its hands.
	 * @param instances how many instances there are
	 * @return the settings
	 */
	public static ChaosSettings scripted(int instances) {
		return new ChaosSettings(0, Duration.ZERO, instances, ChaosTimings.DEFAULT, true, false, null,
				Path.of(System.getProperty("chaos.output", "target")));
	}

	/**
	 * The same with an election of other timings.
	 * @param timings its timings
	 * @return the settings
	 */
	public ChaosSettings withTimings(ChaosTimings timings) {
		return new ChaosSettings(this.seed, this.duration, this.instances, timings, this.fence, this.writers,
				this.brokenClasses, this.output);
	}

	/**
	 * The same without the fence.
	 * @return a control
	 */
	public ChaosSettings withoutFence() {
		return new ChaosSettings(this.seed, this.duration, this.instances, this.timings, false, this.writers,
				this.brokenClasses, this.output);
	}

	/**
	 * The same with a library in which a rule is broken.
	 * @param classes where the broken classes are
	 * @return a control
	 */
	public ChaosSettings withBroken(Path classes) {
		return new ChaosSettings(this.seed, this.duration, this.instances, this.timings, this.fence, this.writers,
				classes, this.output);
	}

}
