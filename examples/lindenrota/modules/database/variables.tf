variable "name" {
  type        = string
  description = "Identifier of the instance."
}

variable "data_class" {
  type        = string
  description = "Class of the data kept here."
}

variable "vpc_id" {
  type        = string
  description = "VPC of the security group."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets, in at least two zones."
}

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts storage, secret and insights."
}

variable "engine_version" {
  type        = string
  default     = "17.5"
  description = "PostgreSQL version."
}

variable "instance_class" {
  type        = string
  default     = "db.t4g.medium"
  description = "Size of the instance."
}

variable "storage_gib" {
  type        = number
  default     = 50
  description = "Storage to begin with; grows to four times that."
}

variable "multi_az" {
  type        = bool
  default     = true
  description = "Whether a standby waits in another zone."
}

variable "backup_days" {
  type        = number
  default     = 14
  description = "How long automatic backups are kept."
}

variable "parameters" {
  type        = map(string)
  default     = {}
  description = "Database parameters beside those every instance has."
}

variable "client_security_groups" {
  type        = map(string)
  default     = {}
  description = "Security groups that may connect, by a name for the rule."
}

variable "client_cidr_blocks" {
  type        = list(string)
  default     = []
  description = "Address ranges that may connect."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags beside those of the provider."
}
