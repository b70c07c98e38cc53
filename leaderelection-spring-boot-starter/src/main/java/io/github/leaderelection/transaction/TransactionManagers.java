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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.leaderelection.jdbc.JdbcFence;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.TransactionManagementConfigurer;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Finds the transaction managers of calls, as Spring does when they are called. */
final class TransactionManagers {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<@Nullable JdbcFence> fence;

	/** Once for each, not for each method: a database that is away takes its time. */
	private final Map<TransactionManager, Optional<String>> elsewhere = Collections
		.synchronizedMap(new IdentityHashMap<>());

	/**
	 * Creates it.
	 * @param beanFactory has the transaction managers
	 * @param fence has to be on the database of each, if there is one
	 */
	TransactionManagers(ConfigurableListableBeanFactory beanFactory, Supplier<@Nullable JdbcFence> fence) {
		this.beanFactory = beanFactory;
		this.fence = fence;
	}

	/**
	 * What keeps the transactions of a call from being fenced.
	 * @param beanType the class whose method is called
	 * @param call what the annotation says
	 * @return to be read after the method, or {@code null}
	 */
	@Nullable String violation(Class<?> beanType, FencedCall call) {
		String qualifier = this.beanFactory.resolveEmbeddedValue(call.transactionManager());
		TransactionManager manager;
		try {
			manager = find(beanType, qualifier);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			return "has a choice of transaction managers (" + ex.getMessage()
					+ "); name one of them with transactionManager = \"…\", or mark one with @Primary";
		}
		catch (NoSuchBeanDefinitionException ex) {
			return StringUtils.hasText(qualifier)
					? "names the transaction manager '" + qualifier + "', and there is none of that name or qualifier"
					: "has no transaction manager; Spring Boot makes one where there is one DataSource or a primary one: "
							+ "mark that with @Primary, or declare a JdbcTransactionManager";
		}
		return (manager != null) ? elsewhere(manager) : null;
	}

	private @Nullable TransactionManager find(Class<?> beanType, @Nullable String qualifier) {
		if (StringUtils.hasText(qualifier)) {
			return qualified(qualifier);
		}
		String ofType = BeanFactoryAnnotationUtils.getQualifierValue(ClassUtils.getUserClass(beanType));
		if (StringUtils.hasText(ofType)) {
			try {
				return qualified(ofType);
			}
			catch (NoSuchBeanDefinitionException ex) {
				// To Spring a class qualifier may be about other things.
			}
		}
		if (this.beanFactory.getBeanNamesForType(TransactionManagementConfigurer.class).length > 0) {
			return null;
		}
		return this.beanFactory.getBean(TransactionManager.class);
	}

	private TransactionManager qualified(String qualifier) {
		return BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beanFactory, TransactionManager.class, qualifier);
	}

	private @Nullable String elsewhere(TransactionManager manager) {
		return this.elsewhere.computeIfAbsent(manager, (any) -> Optional.ofNullable(describeElsewhere(manager)))
			.orElse(null);
	}

	private @Nullable String describeElsewhere(TransactionManager manager) {
		DataSource dataSource = dataSource(manager);
		JdbcFence fence = this.fence.get();
		String other = (dataSource != null && fence != null) ? OtherDatabase.describe(dataSource, fence) : null;
		return (other != null && fence != null)
				? "has a transaction manager whose transactions are on %s, while the leases are in %s; name one on that database with transactionManager = \"…\""
					.formatted(other, fence.describe())
				: null;
	}

	/** Those of JDBC and of JPA have a property for it, and no type in common. */
	private static @Nullable DataSource dataSource(TransactionManager manager) {
		BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(manager);
		return (properties.isReadableProperty("dataSource")
				&& properties.getPropertyValue("dataSource") instanceof DataSource dataSource) ? dataSource : null;
	}

}
