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

package io.github.leaderelection.sample.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.sample.Ledger;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.stereotype.Component;

/**
 * Puts together what this instance knows of itself and what the database tells of all.
 */
@Component
@RegisterReflectionForBinding(PageState.class)
class PageStateReader {

	private static final int LEDGER_ROWS = 12;

	private static final int TERMS = 50;

	private final LeaderElections elections;

	private final LeaseTable leases;

	private final InstanceTable instances;

	private final TermTable terms;

	private final Ledger ledger;

	PageStateReader(LeaderElections elections, LeaseTable leases, InstanceTable instances, TermTable terms,
			Ledger ledger) {
		this.elections = elections;
		this.leases = leases;
		this.instances = instances;
		this.terms = terms;
		this.ledger = ledger;
	}

	PageState read() {
		Instant now = this.leases.now();
		String identity = "";
		List<PageState.Election> read = new ArrayList<>();
		for (LeaderElector elector : this.elections.electors()) {
			ElectionStatus status = elector.status();
			identity = status.identity();
			read.add(read(status, this.leases.find(status.electionName()).orElse(null)));
		}
		return new PageState(identity, now, read, this.ledger.newest(LEDGER_ROWS));
	}

	private PageState.Election read(ElectionStatus status, LeaseTable.@Nullable Lease lease) {
		String name = status.electionName();
		Long trustLeft = status.leader() ? status.remaining().toMillis() : null;
		List<PageState.Instance> present = this.instances.all(name);
		List<PageState.Term> told = this.terms.newest(name, TERMS);
		long trust = status.timings().renewDeadline().toMillis();
		if (lease == null) {
			return new PageState.Election(name, null, 0, null, status.timings().leaseDuration().toMillis(), 0, trust,
					trustLeft, present, told);
		}
		return new PageState.Election(name, lease.leader(), lease.token(), lease.acquiredAt(), lease.durationMs(),
				lease.leftMs(), trust, trustLeft, present, told);
	}

}
