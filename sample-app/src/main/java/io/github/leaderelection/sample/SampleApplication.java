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

package io.github.leaderelection.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Writes a row into a ledger every second, on whichever instance leads. */
@SpringBootApplication
@EnableScheduling
@EnableResilientMethods
public class SampleApplication {

	/**
	 * Starts an instance.
	 * @param args properties such as {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		// H2 serves its file to the instances on this machine and to nobody else.
		System.setProperty("h2.bindAddress", "localhost");
		// H2 closes its file when the JVM is told to stop. A pool that looks whether a
		// connection is alive, however recently it was used, opens it again.
		System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
		SpringApplication.run(SampleApplication.class, args);
	}

}
