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

package io.github.leaderelection.autoconfigure.jdbc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the {@code DataSource} whose database keeps the leases, where it is not the
 * application's only or primary one. One connection is taken from it and kept, and on
 * PostgreSQL a second one for notifications, with a third for a moment when that has been
 * opened; or one for each call with {@code leaderelection.jdbc.connection=pooled}.
 * Declare it with {@code @Bean(defaultCandidate = false)}, so that the application's own
 * {@code DataSource} remains the one that everything else gets.
 * <p>
 * A {@code DriverManagerDataSource} or {@code SimpleDriverDataSource} is used as a copy
 * that gives up on a server which does not answer within half of the renew deadline. Any
 * other must be bounded by its own settings: how long it waits to connect, to read and,
 * for a pool, for a connection.
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface LeaderElectionDataSource {

}
