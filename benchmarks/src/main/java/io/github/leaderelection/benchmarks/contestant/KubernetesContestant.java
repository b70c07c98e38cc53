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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

import io.github.leaderelection.benchmarks.kubernetes.KubernetesElector;
import org.jspecify.annotations.Nullable;

/** client-go's rules, an elector for each election, run again when a term is over. */
final class KubernetesContestant implements Contestant {

	private final ContestantSettings settings;

	private final EventPrinter events;

	private final DataSource dataSource;

	private final ExecutorService goroutines = Executors.newCachedThreadPool();

	private final List<Campaign> campaigns;

	KubernetesContestant(ContestantSettings settings, EventPrinter events) {
		this.settings = settings;
		this.events = events;
		this.dataSource = ApplicationPool.open(settings);
		this.campaigns = settings.electionNames().stream().map(Campaign::new).toList();
	}

	@Override
	public void start() {
		this.campaigns.forEach(Campaign::start);
	}

	@Override
	public void stop() {
		this.campaigns.forEach(Campaign::cancel);
		this.campaigns.forEach(Campaign::join);
	}

	@Override
	public boolean isLeader() {
		return this.campaigns.get(0).leads;
	}

	/** A process of Kubernetes ends with its term and is started again: so is this. */
	private final class Campaign {

		private final String election;

		private volatile boolean running;

		private volatile boolean leads;

		private volatile @Nullable KubernetesElector elector;

		private @Nullable Thread thread;

		Campaign(String election) {
			this.election = election;
		}

		void start() {
			this.running = true;
			this.thread = new Thread(this::run, "elector-" + this.election);
			this.thread.start();
		}

		private void run() {
			while (this.running) {
				KubernetesElector next = new KubernetesElector(KubernetesContestant.this.dataSource,
						KubernetesContestant.this.goroutines, this.election, KubernetesContestant.this.settings.name(),
						KubernetesContestant.this.settings.timings(), this::onStartedLeading, this::onStoppedLeading);
				this.elector = next;
				if (!this.running) {
					next.cancel();
				}
				next.run();
			}
		}

		private void onStartedLeading() {
			this.leads = true;
			KubernetesContestant.this.events.granted(this.election);
		}

		private void onStoppedLeading() {
			if (this.leads) {
				this.leads = false;
				KubernetesContestant.this.events.revoked(this.election);
			}
		}

		void cancel() {
			this.running = false;
			KubernetesElector current = this.elector;
			if (current != null) {
				current.cancel();
			}
		}

		void join() {
			Thread current = this.thread;
			if (current != null) {
				try {
					current.join();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

	}

}
