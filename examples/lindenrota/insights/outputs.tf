output "zones" {
  value       = { for name, zone in module.zone : name => zone.id }
  description = "Buckets of the lake by zone."
}
