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

import io.github.leaderelection.chaos.fleet.ChaosProcess;
import io.github.leaderelection.chaos.fleet.Direction;
import io.github.leaderelection.chaos.fleet.Fleet;
import io.github.leaderelection.chaos.fleet.Instance;
import io.github.leaderelection.chaos.fleet.TcpProxy;

/** What is done to an instance: to its process, or to its network. */
final class InstanceFaults {

	private final Fleet fleet;

	InstanceFaults(Fleet fleet) {
		this.fleet = fleet;
	}

	/** Begins a fault and returns what ends it. */
	Runnable beginOnProcess(FaultKind kind, Instance instance) {
		ChaosProcess process = instance.process();
		switch (kind) {
			case KILL -> {
				process.kill();
				return () -> this.fleet.startAndAwait(instance);
			}
			case FREEZE_SHORT, FREEZE_LONG -> {
				process.freeze();
				return process::wake;
			}
			default -> throw new IllegalArgumentException(kind + " is nothing that is done to a process");
		}
	}

	/** Begins a fault and returns what ends it. */
	Runnable beginOnNetwork(FaultKind kind, Instance instance) {
		TcpProxy proxy = instance.proxy();
		switch (kind) {
			case STALL_REQUESTS -> {
				proxy.stall(Direction.REQUESTS);
				return () -> proxy.flow(Direction.REQUESTS);
			}
			case STALL_REPLIES -> {
				proxy.stall(Direction.REPLIES);
				return () -> proxy.flow(Direction.REPLIES);
			}
			case STALL_BOTH -> {
				proxy.stall(Direction.REQUESTS);
				proxy.stall(Direction.REPLIES);
				return () -> {
					proxy.flow(Direction.REQUESTS);
					proxy.flow(Direction.REPLIES);
				};
			}
			case RESET -> {
				proxy.reset();
				return () -> {
				};
			}
			case REFUSE -> {
				proxy.refuse(true);
				proxy.reset();
				return () -> proxy.refuse(false);
			}
			default -> throw new IllegalArgumentException(kind + " is nothing that is done to a network");
		}
	}

}
