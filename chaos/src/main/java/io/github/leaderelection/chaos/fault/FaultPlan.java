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

package io.github.leaderelection.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.github.leaderelection.chaos.settings.ChaosSettings;

/**
 * The faults of a run, chosen from its seed and from nothing else. What they then meet is
 * up to the machine: processes run in real time.
 */
final class FaultPlan {

	/** These are what overlaps are made of. */
	private static final List<FaultKind> TWICE = List.of(FaultKind.KILL, FaultKind.FREEZE_LONG, FaultKind.STALL_BOTH);

	private static final double LEADER_SHARE = 0.65;

	private static final long LEAST_GAP = 700;

	private static final long MOST_GAP = 3500;

	private FaultPlan() {
	}

	/**
	 * Deals the kinds like cards, so that a short run has each of them too.
	 */
	static List<Fault> of(ChaosSettings settings) {
		Random random = new Random(settings.seed());
		List<Fault> faults = new ArrayList<>();
		List<FaultKind> deck = new ArrayList<>();
		long at = 0;
		for (int round = 0; true;) {
			at += random.nextLong(LEAST_GAP, MOST_GAP);
			if (at >= settings.duration().toMillis()) {
				return faults;
			}
			if (deck.isEmpty()) {
				deck.addAll(deck(round++, random));
			}
			faults.add(fault(at, deck.remove(0), settings, random));
		}
	}

	/** A roll takes long and keeps other faults out, so it is in every second deck. */
	private static List<FaultKind> deck(int round, Random random) {
		List<FaultKind> deck = new ArrayList<>(List.of(FaultKind.values()));
		deck.addAll(TWICE);
		if (round % 2 == 1) {
			deck.remove(FaultKind.ROLL);
		}
		Collections.shuffle(deck, random);
		return deck;
	}

	private static Fault fault(long at, FaultKind kind, ChaosSettings settings, Random random) {
		double leases = kind.least() + (kind.most() - kind.least()) * random.nextDouble();
		return new Fault(Duration.ofMillis(at), kind, random.nextDouble() < LEADER_SHARE,
				random.nextInt(settings.instances()),
				Duration.ofMillis(Math.round(settings.timings().lease().toMillis() * leases)));
	}

}
