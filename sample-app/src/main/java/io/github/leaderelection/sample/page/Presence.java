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

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells the other instances that this one is there, where, and how it stands. Where it is
 * reached from elsewhere, {@code sample.base-url} says at which address.
 */
@Component
class Presence {

	private final LeaderElections elections;

	private final InstanceTable instances;

	private final TermTable terms;

	private final Environment environment;

	private volatile @Nullable String url;

	Presence(LeaderElections elections, InstanceTable instances, TermTable terms, Environment environment) {
		this.elections = elections;
		this.instances = instances;
		this.terms = terms;
		this.environment = environment;
	}

	@EventListener
	void webServerStarted(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			String address = this.environment.getProperty("server.address", "127.0.0.1");
			this.url = this.environment.getProperty("sample.base-url", "http://"
					+ (address.contains(":") ? "[" + address + "]" : address) + ":" + event.getWebServer().getPort());
		}
	}

	void tell() {
		String where = this.url;
		if (where == null) {
			return;
		}
		for (LeaderElector elector : this.elections.electors()) {
			ElectionStatus status = elector.status();
			String name = status.electionName();
			this.instances.seen(status.identity(), name, where, status.state().name());
			if (status.leader()) {
				this.terms.lasts(name, status.fencingToken());
			}
		}
		this.instances.removeSilent();
	}

	void leave() {
		for (LeaderElector elector : this.elections.electors()) {
			this.instances.remove(elector.identity());
		}
	}

}
