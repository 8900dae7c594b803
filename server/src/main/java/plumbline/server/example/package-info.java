/// The example company, for `plumbline up --example`: a data folder of its own, and what is loaded into it at each
/// start.
///
/// Inputs alone are loaded (people, services, decisions, Terraform), and by the API, with a token, as anyone would;
/// scans are made by the real scanner at that moment. So every result on screen was computed, and nothing here can do
/// what a user could not. It stands above all areas and none knows of it.
@NullMarked
package plumbline.server.example;

import org.jspecify.annotations.NullMarked;
