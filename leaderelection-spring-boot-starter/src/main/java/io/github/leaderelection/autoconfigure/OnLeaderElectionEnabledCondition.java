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

package io.github.leaderelection.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Condition of {@link ConditionalOnLeaderElectionEnabled}. */
class OnLeaderElectionEnabledCondition extends SpringBootCondition {

	private static final String PROPERTY = "leaderelection.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Map<String, @Nullable Object> attributes = metadata
			.getAnnotationAttributes(ConditionalOnLeaderElectionEnabled.class.getName());
		boolean wanted = attributes == null || !Boolean.FALSE.equals(attributes.get("value"));
		boolean enabled = isEnabled(context.getEnvironment());
		ConditionMessage message = ConditionMessage.forCondition(ConditionalOnLeaderElectionEnabled.class)
			.because(PROPERTY + " is " + enabled);
		return new ConditionOutcome(enabled == wanted, message);
	}

	private static boolean isEnabled(Environment environment) {
		Binder binder = Binder.get(environment);
		// As text first: a Boolean that is blank would be taken for one that is left out.
		String text = binder.bind(PROPERTY, String.class).orElse(null);
		if (text == null) {
			return true;
		}
		if (!StringUtils.hasText(text)) {
			throw refusal(text, null);
		}
		try {
			return binder.bind(PROPERTY, Boolean.class).orElseThrow(() -> refusal(text, null));
		}
		catch (BindException ex) {
			throw refusal(text, ex);
		}
	}

	private static LeaderElectionConfigurationException refusal(String text, @Nullable BindException cause) {
		String message = PROPERTY + " is '" + text + "', which is neither true nor false.";
		String action = "Set it to true (or yes, on, 1) or to false (or no, off, 0), or leave it out "
				+ "to take part in elections.";
		return (cause != null) ? new LeaderElectionConfigurationException(message, action, cause)
				: new LeaderElectionConfigurationException(message, action);
	}

}
