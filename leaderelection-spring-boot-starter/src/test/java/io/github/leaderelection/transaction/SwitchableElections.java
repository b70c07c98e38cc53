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

package io.github.leaderelection.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

import io.github.leaderelection.LeaderElections;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets a test put other elections in the place of the application's: a candidate does not
 * campaign beside work of its own, so a later term beside a transaction takes another
 * one.
 */
class SwitchableElections implements BeanPostProcessor, DisposableBean {

	private final AtomicReference<LeaderElections> other = new AtomicReference<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof LeaderElections own)) {
			return bean;
		}
		return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { LeaderElections.class },
				(proxy, method, arguments) -> {
					boolean lifecycle = method.getName().equals("close") || method.getName().equals("stop");
					LeaderElections now = this.other.get();
					try {
						return method.invoke((now != null && !lifecycle) ? now : own, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	void switchTo(LeaderElections elections) {
		this.other.set(elections);
	}

	@Override
	public void destroy() {
		LeaderElections now = this.other.get();
		if (now != null) {
			now.close();
		}
	}

}
