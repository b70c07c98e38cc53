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

package io.github.leaderelection.autoconfigure.actuate;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.actuate.ElectionDescriptor;
import io.github.leaderelection.actuate.LeaderElectionEndpoint;
import io.github.leaderelection.actuate.LeaderElectionEndpointWebExtension;
import io.github.leaderelection.actuate.LeaderElectionHealthIndicator;
import io.github.leaderelection.actuate.LeaderElectionInfoContributor;
import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.convert.support.ConfigurableConversionService;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderElectionActuatorAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class,
				LeaderElectionActuatorAutoConfiguration.class, LeaderElectionHealthContributorAutoConfiguration.class,
				EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class))
		// As an application has it: "read-only" is converted leniently.
		.withInitializer((context) -> context.getEnvironment()
			.setConversionService((ConfigurableConversionService) ApplicationConversionService.getSharedInstance()))
		.withPropertyValues("leaderelection.lock=memory");

	@Test
	void theEndpointIsThereWhereItIsExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(LeaderElectionEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=leaderelection")
			.run((context) -> assertThat(context).hasSingleBean(LeaderElectionEndpoint.class)
				.hasSingleBean(LeaderElectionEndpointWebExtension.class));
	}

	@Test
	void readOnlyAccessLeavesOnlyWhatReads() {
		WebApplicationContextRunner exposed = this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=leaderelection");
		exposed.run((context) -> assertThat(operations(context.getBean(WebEndpointsSupplier.class))).isEqualTo(3));
		exposed.withPropertyValues("management.endpoint.leaderelection.access=read-only")
			.run((context) -> assertThat(operations(context.getBean(WebEndpointsSupplier.class))).isEqualTo(2));
		exposed.withPropertyValues("management.endpoint.leaderelection.access=none")
			.run((context) -> assertThat(context).doesNotHaveBean(LeaderElectionEndpoint.class));
	}

	private static int operations(WebEndpointsSupplier endpoints) {
		return endpoints.getEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.getEndpointId().toString().equals("leaderelection"))
			.mapToInt((endpoint) -> endpoint.getOperations().size())
			.sum();
	}

	@Test
	void healthIsOnAndInfoIsOffByDefault() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(LeaderElectionHealthIndicator.class);
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("leaderElection"))
				.isInstanceOf(LeaderElectionHealthIndicator.class);
			assertThat(context).doesNotHaveBean(LeaderElectionInfoContributor.class);
		});
		this.runner
			.withPropertyValues("management.health.leaderelection.enabled=false",
					"management.info.leaderelection.enabled=true")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(LeaderElectionHealthIndicator.class);
				assertThat(context).hasSingleBean(LeaderElectionInfoContributor.class);
			});
	}

	@Test
	void electionsOfTheApplicationAreShownWithTheIdentityOfTheirs() {
		LeaderElections own = LeaderElections.create();
		own.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("mails", "me")).build());
		this.runner.withBean(LeaderElections.class, () -> own)
			.withPropertyValues("management.endpoints.web.exposure.include=leaderelection")
			.run((context) -> {
				assertThat(context.getBean(LeaderElectionEndpoint.class).elections().identity()).isEqualTo("me");
				assertThat(context).hasSingleBean(LeaderElectionHealthIndicator.class);
			});
	}

	@Test
	void switchedOffThereIsNothingToShow() {
		this.runner
			.withPropertyValues("leaderelection.enabled=false",
					"management.endpoints.web.exposure.include=leaderelection",
					"management.info.leaderelection.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LeaderElectionEndpoint.class)
				.doesNotHaveBean(LeaderElectionHealthIndicator.class)
				.doesNotHaveBean(LeaderElectionInfoContributor.class));
	}

	@Test
	void aNativeImageKeepsWhatTheEndpointReturns() {
		RuntimeHints hints = new RuntimeHints();
		new LeaderElectionActuatorAutoConfiguration.EndpointRuntimeHints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(ElectionDescriptor.class, "fencingToken"))
			.accepts(hints);
	}

}
