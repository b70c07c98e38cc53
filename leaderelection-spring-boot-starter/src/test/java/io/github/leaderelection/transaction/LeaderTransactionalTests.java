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

import java.lang.reflect.Method;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAttribute;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderTransactionalTests {

	static Method[] attributes() {
		return Arrays.stream(Transactional.class.getDeclaredMethods())
			.filter((method) -> !method.getName().equals("value"))
			.toArray(Method[]::new);
	}

	@ParameterizedTest
	@MethodSource("attributes")
	void eachAttributeOfATransactionIsPassedOn(Method attribute) throws Exception {
		Transactional merged = AnnotatedElementUtils.findMergedAnnotation(Everything.class.getMethod("run"),
				Transactional.class);
		Transactional written = Everything.class.getMethod("plain").getAnnotation(Transactional.class);
		assertThat(merged).isNotNull();
		assertThat(attribute.invoke(merged)).isEqualTo(attribute.invoke(written))
			.isNotEqualTo(attribute.getDefaultValue());
	}

	@ParameterizedTest
	@MethodSource("attributes")
	void andHasTheSameDefault(Method attribute) throws Exception {
		assertThat(LeaderTransactional.class.getMethod(attribute.getName()).getDefaultValue())
			.isEqualTo(attribute.getDefaultValue());
	}

	@Test
	void springTakesItForATransaction() throws Exception {
		TransactionAttribute read = new AnnotationTransactionAttributeSource()
			.getTransactionAttribute(Reports.class.getMethod("required", Runnable.class), Reports.class);
		assertThat(read).isNotNull();
		assertThat(read.getPropagationBehavior()).isEqualTo(TransactionDefinition.PROPAGATION_REQUIRED);
		assertThat(read.getQualifier()).as("not the name of the election").isEmpty();
	}

	static class Everything {

		@LeaderTransactional(value = "reports", transactionManager = "other", label = "label",
				propagation = Propagation.REQUIRES_NEW, isolation = Isolation.SERIALIZABLE, timeout = 7,
				timeoutString = "8", readOnly = true, rollbackFor = Exception.class, rollbackForClassName = "a",
				noRollbackFor = ArithmeticException.class, noRollbackForClassName = "b")
		public void run() {
		}

		@Transactional(transactionManager = "other", label = "label", propagation = Propagation.REQUIRES_NEW,
				isolation = Isolation.SERIALIZABLE, timeout = 7, timeoutString = "8", readOnly = true,
				rollbackFor = Exception.class, rollbackForClassName = "a", noRollbackFor = ArithmeticException.class,
				noRollbackForClassName = "b")
		public void plain() {
		}

	}

}
