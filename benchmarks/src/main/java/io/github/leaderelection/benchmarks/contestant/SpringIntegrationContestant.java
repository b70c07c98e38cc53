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

import java.util.List;

import javax.sql.DataSource;

import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring Integration: an initiator for each election, one registry for all. */
final class SpringIntegrationContestant implements Contestant {

	private final List<LockRegistryLeaderInitiator> initiators;

	SpringIntegrationContestant(ContestantSettings settings, EventPrinter events, String insertSuffix) {
		DataSource dataSource = ApplicationPool.open(settings);
		DefaultLockRepository repository = new DefaultLockRepository(dataSource);
		repository.setInsertQuery(repository.getInsertQuery() + insertSuffix);
		repository.setTransactionManager(new JdbcTransactionManager(dataSource));
		repository.afterPropertiesSet();
		repository.afterSingletonsInstantiated();
		repository.start();
		JdbcLockRegistry registry = new JdbcLockRegistry(repository, settings.timings().lease());
		// Or it forgets the locks that it holds.
		registry.setCacheCapacity(Math.max(100, 2 * settings.elections()));
		this.initiators = settings.electionNames()
			.stream()
			.map((election) -> initiator(registry, settings, events, election))
			.toList();
	}

	private static LockRegistryLeaderInitiator initiator(JdbcLockRegistry registry, ContestantSettings settings,
			EventPrinter events, String election) {
		LockRegistryLeaderInitiator initiator = new LockRegistryLeaderInitiator(registry,
				new PrintingCandidate(settings.name(), election, events));
		initiator.setHeartBeatMillis(settings.timings().retryPeriod().toMillis());
		return initiator;
	}

	@Override
	public void start() {
		this.initiators.forEach(LockRegistryLeaderInitiator::start);
	}

	@Override
	public void stop() {
		this.initiators.forEach(LockRegistryLeaderInitiator::stop);
	}

	@Override
	public boolean isLeader() {
		Context context = this.initiators.get(0).getContext();
		return context != null && context.isLeader();
	}

	private static final class PrintingCandidate extends DefaultCandidate {

		private final String election;

		private final EventPrinter events;

		PrintingCandidate(String id, String election, EventPrinter events) {
			super(id, election);
			this.election = election;
			this.events = events;
		}

		@Override
		public void onGranted(Context context) {
			this.events.granted(this.election);
		}

		@Override
		public void onRevoked(Context context) {
			this.events.revoked(this.election);
		}

	}

}
