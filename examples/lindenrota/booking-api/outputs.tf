output "api_endpoint" {
  value       = aws_lb.api.dns_name
  description = "Origin that CloudFront forwards to."
}

output "database_endpoint" {
  value       = module.database.endpoint
  description = "Host and port of the database."
  sensitive   = true
}
