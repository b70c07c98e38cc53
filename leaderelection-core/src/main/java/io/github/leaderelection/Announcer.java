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

package io.github.leaderelection;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.leaderelection.election.RevocationReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners and callbacks of one election, in order and never on the mailbox.
 */
final class Announcer {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	private final LeaderElectionConfig config;

	private final List<ElectionListener> listeners;

	private final ElectionRuntime runtime;

	private final Relay relay;

	Announcer(LeaderElectionConfig config, List<ElectionListener> listeners, ElectionRuntime runtime) {
		this.config = config;
		this.listeners = listeners;
		this.runtime = runtime;
		this.relay = new Relay(runtime.relays(), runtime.mailbox());
	}

	boolean isAnnouncing() {
		return this.relay.isDelivering();
	}

	/** Announces a term and starts its work, unless it has been revoked by then. */
	void granted(Term term, Runnable onFailure) {
		this.relay.send(() -> {
			note("became leader, token " + term.fencingToken());
			tellListeners((listener) -> listener.leadershipGranted(term));
		});
		if (!LeaderCallbacks.NONE.equals(this.config.callbacks())) {
			start(term, onFailure);
		}
	}

	/** A leader without a thread for its work is none. */
	private void start(Term term, Runnable onFailure) {
		try {
			this.runtime.terms().execute(() -> work(term, onFailure));
		}
		catch (Throwable ex) {
			logger.error("The work of a term could not be started, so the term ends: election={} token={}",
					term.electionName(), term.fencingToken(), ex);
			onFailure.run();
		}
	}

	private void work(Term term, Runnable onFailure) {
		Optional<TermWork> begun = term.beginStart();
		if (begun.isEmpty()) {
			return;
		}
		try (TermWork work = begun.get()) {
			this.config.callbacks().onStartedLeading(work.leadership());
		}
		catch (Throwable ex) {
			if (term.isValid()) {
				logger.error("The work of a term has thrown, so the term ends: election={} token={}",
						term.electionName(), term.fencingToken(), ex);
				onFailure.run();
			}
			else {
				logger.debug("The work of a term has ended with its revocation: election={} token={}",
						term.electionName(), term.fencingToken(), ex);
			}
		}
	}

	/**
	 * Announces the end of a term; the term has not drained before everybody has been
	 * told.
	 */
	void revoked(Term term, RevocationReason reason) {
		this.relay.send(() -> {
			try {
				tellListeners((listener) -> listener.leadershipRevoked(term, reason));
				if (term.wasStarted()) {
					tell(() -> this.config.callbacks().onStoppedLeading(term, reason));
				}
				note("stopped leading, token %d, reason %s".formatted(term.fencingToken(), reason));
			}
			finally {
				term.finished();
			}
		});
	}

	void leaderChanged(Optional<String> previous, Optional<String> current) {
		String name = this.config.lock().electionName();
		this.relay.send(() -> {
			tellListeners((listener) -> listener.leaderChanged(name, previous, current));
			tell(() -> this.config.callbacks().onNewLeader(current.orElse("")));
		});
	}

	private void note(String event) {
		tell(() -> this.config.lock().recordEvent(event));
	}

	private void tellListeners(Consumer<ElectionListener> news) {
		this.listeners.forEach((listener) -> tell(() -> news.accept(listener)));
	}

	/** One that throws must not keep the news from the next. */
	private void tell(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			logger.error("A listener has thrown; the election goes on: election={}", this.config.lock().electionName(),
					ex);
		}
	}

}
