output "access_log_bucket" {
  value       = module.access_logs.id
  description = "Bucket that receives access logs."
}

output "trail_bucket_arn" {
  value       = module.trail_logs.arn
  description = "Bucket that receives trail and flow logs."
}
